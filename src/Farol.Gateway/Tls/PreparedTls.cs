namespace Farol.Gateway.Tls;

/// <summary>What one document asks of TLS, ready to be used.</summary>
internal sealed class PreparedTls(IReadOnlyDictionary<string, MadeContext<TlsServerContext>> listeners, IReadOnlyDictionary<string, MadeContext<TlsClientContext>> pools)
{
    public static readonly PreparedTls None = new(
        new Dictionary<string, MadeContext<TlsServerContext>>(),
        new Dictionary<string, MadeContext<TlsClientContext>>());

    public IReadOnlyDictionary<string, MadeContext<TlsServerContext>> Listeners { get; } = listeners;

    public IReadOnlyDictionary<string, MadeContext<TlsClientContext>> Pools { get; } = pools;

    public IEnumerable<TlsCertificate> Certificates => Listeners.Values.SelectMany(l => l.Context.Certificates);

    public bool IsSameAs(PreparedTls other) => Same(Listeners, other.Listeners) && Same(Pools, other.Pools);

    private static bool Same<T>(IReadOnlyDictionary<string, MadeContext<T>> one, IReadOnlyDictionary<string, MadeContext<T>> other)
        where T : class =>
        one.Count == other.Count && one.All(p => other.TryGetValue(p.Key, out var same) && ReferenceEquals(same.Context, p.Value.Context));
}
