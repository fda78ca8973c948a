"""Google's Fact Check Tools API v1alpha1, answered by this desk: its clients need nothing but another address."""
