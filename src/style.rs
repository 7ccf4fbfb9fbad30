//! How a type of entity is drawn.

/// Shape and colour of the nodes of a type, as Graphviz names them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Style {
    /// A node shape: `ellipse`, `box`, `hexagon` …
    pub shape: String,
    /// A colour, `#rrggbb`.
    pub fill: String,
}
