"""The service around the ranker: command line, local server, and the edges to Slack and AWS."""
