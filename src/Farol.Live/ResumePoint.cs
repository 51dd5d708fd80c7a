using System.Globalization;

namespace Farol.Live;

/// <summary>Where a client says it stopped: <c>EPOCH:SEQ</c>.</summary>
internal readonly record struct ResumePoint(string Epoch, long Sequence)
{
    /// <summary><c>null</c> for anything that is no resume point: such a client gets the snapshot.</summary>
    public static ResumePoint? Read(string? since)
    {
        var colon = since?.LastIndexOf(':') ?? -1;
        return colon > 0 && long.TryParse(since.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new ResumePoint(since![..colon], sequence)
            : null;
    }
}
