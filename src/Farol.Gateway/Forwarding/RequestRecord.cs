using Farol.Gateway.Balancing;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Forwarding;

/// <summary>What is counted and logged of one request; its exchange uses it again for the next.</summary>
internal sealed class RequestRecord
{
    /// <summary>The last backend that was tried; null: none.</summary>
    public Backend? Backend { get; set; }

    /// <summary>0: none was sent.</summary>
    public int Status { get; set; }

    /// <summary>Bytes of the response's body.</summary>
    public long BytesOut { get; set; }

    /// <summary>From the request's going out to the response's first byte; 0: it never came.</summary>
    public long FirstByteMicroseconds { get; set; }

    public int Tries { get; set; }

    /// <summary>Why the last backend was chosen.</summary>
    public SelectionReason Reason { get; set; }

    /// <summary>The response was cut off.</summary>
    public bool Aborted { get; set; }

    /// <summary>A block in force refused it; a backend's own 403 is none.</summary>
    public bool IsBlocked { get; set; }

    public void Reset()
    {
        Backend = null;
        Status = 0;
        BytesOut = 0;
        FirstByteMicroseconds = 0;
        Tries = 0;
        Reason = SelectionReason.None;
        Aborted = false;
        IsBlocked = false;
    }
}
