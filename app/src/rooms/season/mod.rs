//! Room *season* (Art. 6, 17, 21): the public call, and the Office's plan of the year.
pub mod api;
pub mod calendar;
pub mod change;
pub mod clock;
pub mod draft;
pub mod editor;
pub mod gantt;
pub mod import;
pub mod page;
pub mod plan;
pub mod quotas;
pub mod windows;
