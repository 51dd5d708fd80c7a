using System.Collections.Concurrent;
using Farol.Configuration.Gateway;

namespace Farol.Gateway.Tls;

/// <summary>Makes contexts from the sections of a document, each only when its sections or files have changed.</summary>
internal sealed class TlsPlan(TlsTicketKeys ticketKeys)
{
    private readonly ConcurrentDictionary<(string Kind, string Name), TlsCounters> _counters = new();

    /// <summary>They outlive contexts, so that a change resets nothing.</summary>
    public TlsCounters Counters(string kind, string name) => _counters.GetOrAdd((kind, name), _ => new TlsCounters());

    /// <param name="report">Told of files that changed and cannot be used, what is in force stays then; null: throws, but only for what the document changes.</param>
    /// <exception cref="TlsConfigurationException">Something new cannot be used.</exception>
    public PreparedTls Make(GatewayDocument document, PreparedTls inForce, Action<TlsConfigurationException>? report)
    {
        var listeners = new Dictionary<string, MadeContext<TlsServerContext>>(StringComparer.Ordinal);
        foreach (var section in document.Listeners.Where(l => l.Tls is not null))
        {
            Put(listeners, inForce.Listeners, section.Name, ListenerInput.Of(section, document), i => TlsServerContext.Create(i.Options(ticketKeys, Counters("listener", section.Name))), i => i.Files, report);
        }

        var pools = new Dictionary<string, MadeContext<TlsClientContext>>(StringComparer.Ordinal);
        foreach (var section in document.Pools.Where(p => p.Tls is not null))
        {
            Put(pools, inForce.Pools, section.Name, PoolInput.Of(section, document), i => TlsClientContext.Create(i.Options(Counters("pool", section.Name))), i => i.Files, report);
        }

        return new PreparedTls(listeners, pools);
    }

    private static void Put<TContext, TInput>(
        Dictionary<string, MadeContext<TContext>> into,
        IReadOnlyDictionary<string, MadeContext<TContext>> inForce,
        string name,
        TInput input,
        Func<TInput, TContext> create,
        Func<TInput, IEnumerable<string>> files,
        Action<TlsConfigurationException>? report)
        where TContext : class
        where TInput : class
    {
        var stamps = files(input).Select(FileStamp.Of).ToList();
        _ = inForce.TryGetValue(name, out var old);
        if (old is not null && old.Input.Equals(input) && old.Stamps.SequenceEqual(stamps))
        {
            into[name] = old;
            return;
        }

        try
        {
            into[name] = new MadeContext<TContext>(create(input), input, stamps);
        }
        catch (TlsConfigurationException) when (report is null && old is not null && old.Input.Equals(input))
        {
            // Not what the document changes: a file went bad meanwhile, and the next look at the files tells of it.
            into[name] = old;
        }
        catch (TlsConfigurationException problem) when (report is not null)
        {
            report(problem);
            if (old is not null)
            {
                // With the stamps of now: told once, tried again when a file changes again.
                into[name] = old with { Stamps = stamps };
            }
        }
    }
}
