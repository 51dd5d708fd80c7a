using System.Buffers.Binary;
using System.Security.Cryptography;
using Farol.Link.Documents;

namespace Farol.Link.Storage;

/// <summary>
/// The document that a gateway last applied, on disk for a start without its control plane. It may hold keys of certificates, so it is sealed
/// (<see cref="SealedFile"/>).
/// </summary>
public sealed class LastGoodSnapshot
{
    public const string FileName = "last-good.snapshot";
    public const string FileNameBefore = "last-good-before.snapshot";
    public const string KeyFileName = "snapshot.key";

    private const int RevisionBytes = 8;

    private static readonly byte[] _magic = "FAROL-SNAPSHOT-1"u8.ToArray();

    private readonly SealedFile _file;
    private readonly SealedFile _before;

    public LastGoodSnapshot(string folder)
    {
        _file = new SealedFile(folder, FileName, KeyFileName, _magic);
        _before = new SealedFile(folder, FileNameBefore, KeyFileName, _magic);
    }

    /// <summary>Stores it, whole or not at all; what was stored becomes the one before.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public Task SaveAsync(LinkDocument document, CancellationToken cancellationToken) => Task.Run(() => Save(document), cancellationToken);

    /// <returns>What was stored last, or <c>null</c> when nothing was.</returns>
    /// <exception cref="IOException">Something is there that cannot be used; the text says what to do.</exception>
    public Task<LinkDocument?> LoadAsync(CancellationToken cancellationToken) => Task.Run(() => Load(File.Exists(_file.Path) ? _file : _before), cancellationToken);

    /// <returns>What was stored before that, or <c>null</c>.</returns>
    /// <exception cref="IOException">Something is there that cannot be used; the text says what to do.</exception>
    public Task<LinkDocument?> LoadBeforeAsync(CancellationToken cancellationToken) => Task.Run(() => Load(_before), cancellationToken);

    private void Save(LinkDocument document)
    {
        if (IsStored(document))
        {
            return;
        }

        var plain = new byte[RevisionBytes + document.Json.Length];
        BinaryPrimitives.WriteUInt64BigEndian(plain, document.Revision);
        document.Json.Span.CopyTo(plain.AsSpan(RevisionBytes));
        try
        {
            if (File.Exists(_file.Path))
            {
                File.Move(_file.Path, _before.Path, overwrite: true);
            }
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException(refused.Message, refused);
        }

        _file.Save(plain);
    }

    private bool IsStored(LinkDocument document)
    {
        try
        {
            return Load(_file) is { } stored && stored.Revision == document.Revision && stored.Hash.Span.SequenceEqual(document.Hash.Span);
        }
        catch (IOException)
        {
            // What cannot be read is replaced.
            return false;
        }
    }

    private static LinkDocument? Load(SealedFile file)
    {
        try
        {
            return file.Load() is not { } plain ? null
                : plain.Length < RevisionBytes ? throw new CryptographicException("It is no sealed snapshot of this version.")
                : LinkDocument.Of(BinaryPrimitives.ReadUInt64BigEndian(plain), plain.AsMemory(RevisionBytes));
        }
        catch (Exception unusable) when (unusable is IOException or CryptographicException)
        {
            throw new IOException($"{unusable.Message} Delete both; the control plane sends the snapshot anew", unusable);
        }
    }
}
