"""The front door: the referrals that wait for a decision, and deciding about one."""
