namespace Farol.Gateway.Tls;

/// <summary>A context and what it was made from.</summary>
/// <param name="Input">Compared by value: the same input needs no new context.</param>
/// <param name="Stamps">The files as they were.</param>
internal sealed record MadeContext<T>(T Context, object Input, IReadOnlyList<FileStamp> Stamps)
    where T : class;
