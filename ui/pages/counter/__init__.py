"""The counter: the page that finds whoever stands in front of one."""
