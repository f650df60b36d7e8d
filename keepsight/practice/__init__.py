"""What law and guidance say: codes, editions, dated timescales and the working-day calendar."""
