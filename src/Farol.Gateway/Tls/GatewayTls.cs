using Farol.Configuration.Gateway;
using Microsoft.Extensions.Logging;

namespace Farol.Gateway.Tls;

/// <summary>
/// The TLS of every listener and pool in force. A document's is prepared as a whole, on an ordinary thread, before anything of the document is in
/// force; loops read what was adopted last, once for each connection. Files are looked at again every few seconds.
/// </summary>
internal sealed class GatewayTls : IDisposable
{
    /// <summary>A renewed certificate is in use so soon; the look costs a system call a file.</summary>
    public static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly TlsPlan _plan;
    private readonly TlsTicketKeys _tickets;
    private readonly Lock _changing = new();
    private readonly ITimer _checks;
    private GatewayDocument _document = GatewayDocument.Empty;
    private bool _isToldOfTickets;
    private volatile PreparedTls _inForce = PreparedTls.None;

    /// <param name="dataFolder">Where ticket keys are kept; null: nowhere.</param>
    public GatewayTls(TimeProvider time, ILogger log, string? dataFolder = null)
    {
        _time = time;
        _log = log;
        _tickets = new TlsTicketKeys(time, dataFolder is null ? null : new TlsTicketFile(dataFolder));
        _plan = new TlsPlan(_tickets);
        _checks = time.CreateTimer(_ => Check(), null, CheckInterval, CheckInterval);
    }

    /// <summary>Null: the listener speaks in clear.</summary>
    public TlsServerContext? OfListener(string name) => _inForce.Listeners.TryGetValue(name, out var made) ? made.Context : null;

    /// <summary>Null: the pool's backends are spoken to in clear.</summary>
    public TlsClientContext? OfPool(string name) => _inForce.Pools.TryGetValue(name, out var made) ? made.Context : null;

    /// <summary>Handshakes with clients of a listener; null where it has no TLS.</summary>
    public TlsCounters? CountersOfListener(string name) => _inForce.Listeners.ContainsKey(name) ? _plan.Counters("listener", name) : null;

    /// <summary>Handshakes with backends of a pool; null where it has no TLS.</summary>
    public TlsCounters? CountersOfPool(string name) => _inForce.Pools.ContainsKey(name) ? _plan.Counters("pool", name) : null;

    /// <summary>Handshakes so far, of what is in force: completed in full, resumed, and failed by why.</summary>
    public IEnumerable<(string Side, string Name, string Result, long Count)> Handshakes()
    {
        var inForce = _inForce;
        return inForce.Listeners.Keys.Select(n => ("listener", n)).Concat(inForce.Pools.Keys.Select(n => ("pool", n)))
            .SelectMany(s => _plan.Counters(s.Item1, s.n).Read().Select(r => (s.Item1, s.n, r.Result, r.Count)));
    }

    /// <summary>Makes what a document asks for; what did not change since the one in force is taken over.</summary>
    /// <exception cref="TlsConfigurationException">Something cannot be used; the message names the file or setting and what to do.</exception>
    public PreparedTls Prepare(GatewayDocument document) => _plan.Make(document, _inForce, report: null);

    public void Adopt(GatewayDocument document, PreparedTls prepared)
    {
        lock (_changing)
        {
            WarnOfNew(prepared);
            _document = document;
            _inForce = prepared;
        }

        KeepTickets();
    }

    /// <summary>Takes renewed files into use. A file that cannot be used leaves the old certificate in force, and is told once.</summary>
    public void CheckFiles()
    {
        lock (_changing)
        {
            var made = _plan.Make(_document, _inForce, problem => _log.LogError("TLS files changed and cannot be used, the old ones stay in force: {Problem}", problem.Message));
            if (!made.IsSameAs(_inForce))
            {
                WarnOfNew(made);
                _log.LogInformation("TLS certificates were read again");
                _inForce = made;
            }
        }
    }

    public void Dispose() => _checks.Dispose();

    private void Check()
    {
        CheckFiles();
        KeepTickets();
    }

    /// <summary>Only where there is TLS: a gateway without it writes no keys.</summary>
    private void KeepTickets()
    {
        lock (_changing)
        {
            try
            {
                if (_inForce.Listeners.Count > 0)
                {
                    _tickets.Save();
                    _isToldOfTickets = false;
                }
            }
            catch (IOException refused)
            {
                if (!_isToldOfTickets)
                {
                    _log.LogWarning("The keys of TLS sessions cannot be kept; after a restart clients shake hands in full: {Reason}", refused.Message);
                    _isToldOfTickets = true;
                }
            }
        }
    }

    private void WarnOfNew(PreparedTls prepared)
    {
        var known = _inForce.Certificates.ToHashSet();
        foreach (var warning in prepared.Certificates.Where(c => !known.Contains(c)).Select(c => c.Warning(_time.GetUtcNow())).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            _log.LogWarning("{Warning}", warning);
        }
    }
}
