"""The pieces of the page of the priorities: the choice, what all of them receive, the detail of one."""
