"""Made-up councils for benchmarks and tests: their returns, with as many slips as wanted."""
