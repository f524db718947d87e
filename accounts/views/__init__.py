"""Pages of accounts. Signing in and its second step are allauth's (see `sign_in_urls`)."""
