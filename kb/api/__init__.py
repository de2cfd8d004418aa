"""The API as a whole: what is common to every list and answer, whichever app its records are in."""
