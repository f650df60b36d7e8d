"""Conferences, core groups and other meetings: arranging, preparing, holding and concluding one."""
