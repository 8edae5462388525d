"""What is legal in a deck and yet wrong in play, found without playing; and what a deck rests on."""
