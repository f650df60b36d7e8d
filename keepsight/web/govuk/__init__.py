"""The GOV.UK design system, and the only place that knows it: plain HTML, plain forms and a few
named parts become its markup here."""
