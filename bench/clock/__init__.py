"""Very many complaints whose clocks run out in the same minute, and what is done to the clock meanwhile."""
