namespace Farol.Store;

/// <summary>A failure of storage, in words for an operator.</summary>
public sealed class StoreException : Exception
{
    public StoreException(StoreFault fault, string message, Exception? innerException = null)
        : base(message, innerException) => Fault = fault;

    public StoreFault Fault { get; }

    /// <summary>True when the same call may succeed later with nothing changed by a person.</summary>
    public bool IsRetryable => Fault is StoreFault.Busy or StoreFault.Locked or StoreFault.Unreachable;
}
