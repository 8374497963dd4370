"""What is released when: from voices to published numbers, by the worker."""
