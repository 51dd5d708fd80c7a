using Farol.Link.Joining;

namespace Farol.Link.Endpoints;

/// <summary>A connection whose other end was checked.</summary>
/// <param name="Stream">The bytes.</param>
/// <param name="Identity">Who it is: the process on this machine, or the name in its certificate and its address.</param>
public sealed record LinkPeer(Stream Stream, string Identity)
{
    /// <summary>The gateway's name, as its certificate has it; <c>null</c>: a process of this machine, which says its own.</summary>
    public string? Name { get; init; }

    /// <summary>Ends with the reason when this peer may speak no longer.</summary>
    public Task<string> Dismissed { get; init; } = Never;

    /// <summary>On the control plane's end: the next certificate for a signing request; <c>null</c>: this peer has none.</summary>
    public Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>>? Certify { get; init; }

    /// <summary>On the gateway's end: what keeps its certificate from ending; <c>null</c>: it has none.</summary>
    public IdentityRenewal? Renewal { get; init; }

    private static Task<string> Never { get; } = new TaskCompletionSource<string>().Task;
}
