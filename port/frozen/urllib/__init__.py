"""Only urllib.parse is here; what may be fetched is fetched by requests or fetch()."""
