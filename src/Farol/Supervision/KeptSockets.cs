using System.Net;
using System.Net.Sockets;
using Farol.Gateway.Hosting;

namespace Farol.Supervision;

/// <summary>
/// The listening sockets, open for as long as this process lives, whatever becomes of the children that take connections from them. Used by one
/// child at a time under names of its own.
/// </summary>
internal sealed class KeptSockets : IDisposable
{
    /// <summary>A port is an exception and not a rule; far fewer than the descriptors of a process.</summary>
    private const int MaxSockets = 512;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Kept> _sockets = new(StringComparer.Ordinal);

    /// <summary>The socket of that name, bound on first use.</summary>
    /// <param name="name">The same name is the same socket.</param>
    /// <param name="endpoint">Address and port.</param>
    /// <param name="process">Who asks; see <see cref="ReleaseUnused"/>.</param>
    /// <exception cref="ListenException">It cannot be bound.</exception>
    public SafeSocketHandle Open(string name, IPEndPoint endpoint, int process)
    {
        var key = endpoint.Port == 0 ? $"{name} {endpoint}" : endpoint.ToString();
        lock (_gate)
        {
            if (!_sockets.TryGetValue(key, out var kept))
            {
                if (_sockets.Count >= MaxSockets)
                {
                    throw new ListenException(endpoint, SocketError.TooManyOpenSockets, $"{MaxSockets} sockets are open already");
                }

                kept = new Kept(OwnSockets.Open(endpoint), endpoint, name);
                _sockets.Add(key, kept);
            }

            kept.UsedBy = process;
            return kept.Handle;
        }
    }

    public void Release(string name, IPEndPoint endpoint) =>
        Close(k => k.Endpoint.Equals(endpoint) && (endpoint.Port != 0 || k.Name == name));

    /// <summary>Closes what the child had before and its new process did not ask for: listeners that went while it was away.</summary>
    /// <param name="process">The process that has all it needs.</param>
    /// <param name="isAlive">Whether a process is another living child's.</param>
    public void ReleaseUnused(int process, Func<int, bool> isAlive) => Close(k => k.UsedBy != process && !isAlive(k.UsedBy));

    public void Dispose() => Close(_ => true);

    private void Close(Func<Kept, bool> which)
    {
        lock (_gate)
        {
            foreach (var (key, kept) in _sockets.Where(s => which(s.Value)).ToList())
            {
                kept.Handle.Dispose();
                _sockets.Remove(key);
            }
        }
    }

    private sealed class Kept(SafeSocketHandle handle, IPEndPoint endpoint, string name)
    {
        public SafeSocketHandle Handle { get; } = handle;

        public IPEndPoint Endpoint { get; } = endpoint;

        public string Name { get; } = name;

        public int UsedBy { get; set; }
    }
}
