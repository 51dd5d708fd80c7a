using System.Security.Cryptography;
using Farol.Link.Protocol;
using Google.Protobuf;

namespace Farol.Link.Documents;

/// <summary>A configuration as it travels: canonical JSON, its hash, and the revision that the control plane gave it.</summary>
public sealed class LinkDocument
{
    private LinkDocument(ulong revision, ReadOnlyMemory<byte> json, byte[] hash)
    {
        Revision = revision;
        Json = json;
        Hash = hash;
    }

    public ulong Revision { get; }

    /// <summary>Canonical JSON, UTF-8: the same document always has the same bytes.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>SHA-256 of <see cref="Json"/>.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    /// <summary>The hash's first twelve digits, for people.</summary>
    public string ShortHash => Convert.ToHexStringLower(Hash.Span[..6]);

    public static LinkDocument Of(ulong revision, ReadOnlyMemory<byte> json) => new(revision, json, SHA256.HashData(json.Span));

    internal SnapshotName Name => new() { Revision = Revision, Hash = UnsafeByteOperations.UnsafeWrap(Hash) };

    internal Snapshot ToMessage() => new() { Name = Name, Document = UnsafeByteOperations.UnsafeWrap(Json) };

    /// <exception cref="LinkException">The bytes do not have the hash that came with them.</exception>
    internal static LinkDocument From(Snapshot message)
    {
        var document = Of(message.Name?.Revision ?? 0, message.Document.Memory);
        return document.Is(message.Name) ? document : throw new LinkException(LinkFault.Malformed, "a snapshot whose bytes do not have its hash");
    }

    internal bool Is(SnapshotName? name) => name is not null && name.Hash.Span.SequenceEqual(Hash.Span);
}
