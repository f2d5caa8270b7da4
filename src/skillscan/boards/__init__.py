"""The list of boards, and what an address, a careers page or a probe says about one."""
