"""What a report is asked, how an answer is read, and whether it may be sent."""
