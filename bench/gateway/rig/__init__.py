"""What the measurements of the gateway and of its changes stand on: processes, peers, loads and tables."""
