"""A name by which programs know it, too."""

from concurrent.futures import ThreadPoolExecutor
