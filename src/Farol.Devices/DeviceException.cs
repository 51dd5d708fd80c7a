namespace Farol.Devices;

/// <summary>A failure of talking to a router: what it was, in words for an operator, and whether a retry alone may help.</summary>
public sealed class DeviceException : Exception
{
    public DeviceException(DeviceFault fault, string message, Exception? innerException = null)
        : base(message, innerException) => Fault = fault;

    public DeviceFault Fault { get; }

    /// <summary>True when waiting and trying again, with nothing changed by a person, may succeed.</summary>
    public bool IsRetryable => Fault is DeviceFault.Unreachable or DeviceFault.ConnectionRefused or DeviceFault.TerminalsBusy
        or DeviceFault.Timeout or DeviceFault.ConnectionLost or DeviceFault.Protocol or DeviceFault.CircuitOpen;
}
