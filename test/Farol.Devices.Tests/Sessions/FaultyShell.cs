namespace Farol.Devices.Tests.Sessions;

/// <summary>
/// A shell on which things go wrong, as a seed decides: at each read and each write it may be reset, hang, close, turn bytes into
/// garbage or split them. Counts what is still open and what still waits.
/// </summary>
internal sealed class FaultyShell(IShell inner, Random random, double probability, FaultCounts counts) : IShell
{
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _spare = new byte[4096];
    private int _spareLength;
    private int _disposed;

    public string Protocol => inner.Protocol;

    public bool IsAuthenticated => inner.IsAuthenticated;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref counts.Waiting);
        try
        {
            var fault = Next();
            await StrikeAsync(fault);
            if (fault == Fault.Close)
            {
                return 0;
            }

            if (fault == Fault.Garbage)
            {
                var count = Math.Min(buffer.Length, Roll(200) + 1);
                Fill(buffer.Span[..count]);
                return count;
            }

            return await DeliverAsync(buffer, fault == Fault.Split, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref counts.Waiting);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref counts.Waiting);
        try
        {
            var fault = Next();
            await StrikeAsync(fault);
            if (fault is Fault.Close)
            {
                throw new IOException("broken pipe");
            }

            // What is lost on the way here was taken by the line and never reached the router.
            if (fault is not (Fault.Garbage or Fault.Split))
            {
                await inner.WriteAsync(bytes, cancellationToken);
            }
        }
        finally
        {
            Interlocked.Decrement(ref counts.Waiting);
        }
    }

    public void Abort()
    {
        _aborted.TrySetResult();
        inner.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Abort();
            await inner.DisposeAsync();
        }
    }

    private async ValueTask<int> DeliverAsync(Memory<byte> buffer, bool splits, CancellationToken cancellationToken)
    {
        if (_spareLength == 0)
        {
            _spareLength = await inner.ReadAsync(_spare, cancellationToken);
        }

        var count = Math.Min(splits ? 1 : _spareLength, buffer.Length);
        count = Math.Min(count, _spareLength);
        _spare.AsSpan(0, count).CopyTo(buffer.Span);
        _spareLength -= count;
        _spare.AsSpan(count, _spareLength).CopyTo(_spare);
        return count;
    }

    private async Task StrikeAsync(Fault fault)
    {
        if (fault == Fault.Reset)
        {
            throw new DeviceException(DeviceFault.ConnectionLost, "connection reset");
        }

        if (fault == Fault.Hang)
        {
            await _aborted.Task;
            throw new DeviceException(DeviceFault.ConnectionLost, "aborted");
        }
    }

    private Fault Next()
    {
        lock (random)
        {
            if (random.NextDouble() >= probability)
            {
                return Fault.None;
            }

            Interlocked.Increment(ref counts.Injected);
            return (Fault)random.Next(1, 6);
        }
    }

    private int Roll(int below)
    {
        lock (random)
        {
            return random.Next(below);
        }
    }

    private void Fill(Span<byte> bytes)
    {
        lock (random)
        {
            random.NextBytes(bytes);
        }
    }

    private enum Fault
    {
        None,
        Reset,
        Hang,
        Close,
        Garbage,
        Split,
    }
}
