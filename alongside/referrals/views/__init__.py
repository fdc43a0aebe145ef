"""Pages and endpoints of referrals."""
