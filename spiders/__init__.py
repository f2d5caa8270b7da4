"""The Scrapy project: spiders know URLs, paging and politeness, nothing else."""
