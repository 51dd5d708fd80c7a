namespace Farol.Devices.Tests.Terminals;

/// <summary>How a fake shell hands its bytes over.</summary>
public enum Delivery
{
    /// <summary>Everything that is there, at once.</summary>
    Whole,

    /// <summary>One byte a read, each there already.</summary>
    ByteByByte,

    /// <summary>One byte a read, and after each byte it looks as if there were no more.</summary>
    ByteByByteLate,

    /// <summary>Pieces of 7 bytes that look like segments.</summary>
    SevenLate,
}
