//! Golden figures, and the same figures computed another way over random orders.
