#![no_main]
use libfuzzer_sys::fuzz_target;

// Panics of the library that reads PDFs are caught and make the file unreadable: they are no finding.
fuzz_target!(
    init: std::panic::set_hook(Box::new(|_| {})),
    |bytes: &[u8]| targets::inspect(bytes)
);
