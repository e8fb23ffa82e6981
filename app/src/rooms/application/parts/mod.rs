//! Parts that several pages of the room share.

pub mod answers;
pub mod deadline;
pub mod help;
pub mod task_list;
