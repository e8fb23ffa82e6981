//! `serve`: migrate, load the demonstration where asked, listen, end gracefully.

use tokio::net::TcpListener;

use crate::config::Config;
use crate::http;

/// Serves until interrupted.
pub async fn serve(config: Config, demo: bool) -> Result<(), String> {
    let site = http::assets::Site::load(&config.site)?;
    let listener = TcpListener::bind(config.addr).await.map_err(|e| match e.kind() {
        std::io::ErrorKind::AddrInUse => {
            format!("{} is in use by another program; choose another with --addr", config.addr)
        }
        _ => format!("cannot listen on {}: {e}", config.addr),
    })?;
    super::migrate(&config).await?;
    if demo {
        crate::demo::load(&config).await?;
    }
    let service = super::open_service(&config).await?;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    tokio::spawn(crate::files_jobs::run(service.clone(), stopped.clone()));
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    let router = http::router(service.clone(), &site, &config, stopped);
    println!("Biaogan listens on http://{address}");
    if demo {
        crate::demo::accounts::print(&service).await?;
    }
    let app = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
    axum::serve(listener, app)
        .with_graceful_shutdown(async move {
            interrupted().await;
            // Live streams end now; otherwise they would keep the server up for ever.
            let _ = stop.send(true);
        })
        .await
        .map_err(|e| format!("serving: {e}"))
}

/// Waits for Ctrl-C or, from a service manager, for SIGTERM.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut term) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = term.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
