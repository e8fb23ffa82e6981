//! Contents of uploaded files behind the service's ports: a store on disk and one that speaks S3, an
//! inspector that reads what it judges, a client of the virus scanner.

pub mod clamd;
pub mod disk;
pub mod inspect;
pub mod s3;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use clamd::Clamd;
pub use disk::DiskFiles;
pub use inspect::ContentInspector;
pub use s3::S3Files;
