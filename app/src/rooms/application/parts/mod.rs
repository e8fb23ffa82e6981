//! Parts that several pages of the room share.

pub mod answers;
pub mod clock;
pub mod deadline;
pub mod help;
pub mod industries;
pub mod next;
pub mod presence;
pub mod sign_off;
pub mod task_list;
pub mod way;
