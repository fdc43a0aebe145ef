"""Making copies of the directory that people take along. None holds where a confidential site is."""
