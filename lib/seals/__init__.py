"""The picture of a seal (印章): cut out of a scan, on nothing, in one red; made in a process with a limit."""
