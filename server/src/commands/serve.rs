//! `serve`: migrate, load the demonstration where asked, listen, end gracefully.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::admin::Admin;
use crate::config::Config;
use crate::demo::{Size, Until};
use crate::http;
use crate::jobs::Jobs;
use crate::mail::Mailer;
use crate::metrics::Metrics;
use crate::running::Server;

/// Serves until interrupted.
pub async fn serve(mut config: Config, demo: Option<Until>) -> Result<(), String> {
    let site = http::assets::Site::load(&config.site)?;
    let listener = TcpListener::bind(config.addr).await.map_err(|e| match e.kind() {
        std::io::ErrorKind::AddrInUse => {
            format!("{} is in use by another program; choose another with --addr", config.addr)
        }
        _ => format!("cannot listen on {}: {e}", config.addr),
    })?;
    config.addr = listener.local_addr().map_err(|e| e.to_string())?;
    if demo.is_some() {
        // Whoever tries the system has no mail server, and must be able to follow its links.
        config.mail.or_directory();
    }
    if let Some(store) = crate::world::s3(&config)? {
        store.check().await?;
    }
    super::migrate(&config).await?;
    if let Some(until) = demo {
        crate::demo::load(&config, until, Size::default()).await?;
    }
    let database = super::open(&config).await?;
    let metrics = Metrics::of(&database);
    let mut service = crate::world::guarded(database.clone(), &config).await?;
    config.rehearsal = service.rehearsal().await.map_err(|e| e.to_string())?.is_some();
    if config.rehearsal {
        println!(
            "This is a REHEARSAL: its mail stays here, and its clock is moved at /season/clock"
        );
        config.mail.only_directory();
    }
    service.host = Some(Arc::new(Server::of(&config, metrics.clone())));
    let mailer = Mailer::new(&config)?;
    let route = mailer.as_ref().map_or_else(
        || "No way out for mail is set: it waits in the outbox (--smtp-url, --mail-dir)".to_owned(),
        |m| m.route(),
    );
    let (leave, leaving) = watch::channel(false);
    let (stop, stopped) = watch::channel(false);
    let jobs = Jobs::start(
        &service,
        mailer,
        Some(config.signing_key.clone()),
        config.rehearsal,
        &metrics,
        &stopped,
    );
    let operator = match config.admin_addr {
        Some(addr) => {
            let admin = Admin::new(&config, metrics.clone(), database, service.clone());
            let admin = http::ending::around(admin.router(), leaving.clone());
            Some(watched(addr, admin, stopped.clone()).await?)
        }
        None => None,
    };
    let router = http::router(service.clone(), &site, &config, stopped);
    let router = http::ending::around(router, leaving);
    let router = http::observe::around(router, metrics);
    println!("{route}");
    // Last before the accounts: whoever starts the program waits for this line.
    println!("Biaogan listens on http://{}", config.addr);
    if demo.is_some() {
        crate::demo::accounts::print(&service).await?;
    }
    let app = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
    axum::serve(listener, app)
        .with_graceful_shutdown(async move {
            interrupted().await;
            // Whoever sends visitors here hears it first, and sends them elsewhere.
            let _ = leave.send(true);
            linger(config.linger).await;
            // Live streams end now; otherwise they would keep the server up for ever.
            let _ = stop.send(true);
        })
        .await
        .map_err(|e| format!("serving: {e}"))?;
    jobs.ended().await;
    if let Some(operator) = operator {
        operator.await.map_err(|e| e.to_string())?;
    }
    Ok(())
}

/// Opens the operator's own listener; it ends with the server.
async fn watched(
    addr: SocketAddr,
    admin: Router,
    mut stopped: watch::Receiver<bool>,
) -> Result<JoinHandle<()>, String> {
    let listener = TcpListener::bind(addr)
        .await
        .map_err(|e| format!("cannot listen on {addr} (--admin-addr): {e}"))?;
    let addr = listener.local_addr().map_err(|e| e.to_string())?;
    println!("The operator's listener is at http://{addr}");
    Ok(tokio::spawn(async move {
        let ended = async move {
            // An error means that the server is gone already.
            let _ = stopped.wait_for(|s| *s).await;
        };
        let served = axum::serve(listener, admin).with_graceful_shutdown(ended).await;
        if let Err(e) = served {
            tracing::error!("the operator's listener: {e}");
        }
    }))
}

/// Goes on for a while; whoever interrupts again has no patience.
async fn linger(time: Duration) {
    if !time.is_zero() {
        tracing::info!("ending: visitors are served for {} s more", time.as_secs());
        tokio::select! {
            () = tokio::time::sleep(time) => {}
            () = interrupted() => {}
        }
    }
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
