"""Reviews of other publishers, from the ClaimReviews that they publish."""
