//! Properties of the source layer.
