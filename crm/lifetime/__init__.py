"""How clients come and stay: rhythm, and what follows from it."""
