"""What staff did: the record, and its acts in words."""
