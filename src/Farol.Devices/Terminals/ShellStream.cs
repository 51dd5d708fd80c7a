namespace Farol.Devices.Terminals;

/// <summary>
/// Reads and writes a shell so that waiting can be given up without giving up the shell: a read is never cancelled, it stays pending
/// and is taken by whoever waits next.
/// </summary>
internal sealed class ShellStream(IShell shell, TerminalTranscript? transcript) : IAsyncDisposable
{
    private const int BufferSize = 32 * 1024;
    private static readonly byte[] _mask = "********"u8.ToArray();

    private readonly byte[] _buffer = new byte[BufferSize];
    private Task<int>? _pending;
    private int _closed;

    public string Protocol => shell.Protocol;

    public bool IsAuthenticated => shell.IsAuthenticated;

    /// <summary>False once the shell ended, failed or was closed.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>True when the terminal ended, also while nobody reads: then the pending read knows. May be asked from any thread.</summary>
    public bool HasEnded => !IsOpen || (Volatile.Read(ref _pending) is { IsCompleted: true } read
        && (!read.IsCompletedSuccessfully || read.GetAwaiter().GetResult() <= 0));

    /// <summary>Bytes that are there already; starts a read where none is pending. False: the router has said no more so far.</summary>
    /// <exception cref="DeviceException">The terminal ended.</exception>
    public bool TryRead(out ReadOnlySpan<byte> bytes)
    {
        if (_closed != 0)
        {
            throw new DeviceException(DeviceFault.ConnectionLost, "The terminal was closed");
        }

        if (_pending is null)
        {
            try
            {
                var read = shell.ReadAsync(_buffer, CancellationToken.None);
                if (read.IsCompletedSuccessfully)
                {
                    bytes = Take(read.GetAwaiter().GetResult());
                    return true;
                }

                _pending = read.AsTask();
            }
            catch (Exception e)
            {
                throw Lost(e);
            }
        }

        if (!_pending.IsCompleted)
        {
            bytes = default;
            return false;
        }

        bytes = TakePending();
        return true;
    }

    /// <summary>Waits until <see cref="TryRead"/> has something to say.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => Quietly(_pending!).WaitAsync(cancellationToken);

    /// <summary>The same for a limited time.</summary>
    /// <returns>False when the router stayed silent.</returns>
    public async Task<bool> WaitAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        if (limit <= TimeSpan.Zero)
        {
            return false;
        }

        try
        {
            await Quietly(_pending!).WaitAsync(limit, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <exception cref="OperationCanceledException">The router takes no bytes; the shell was closed: what it took is unknown.</exception>
    /// <exception cref="DeviceException">The terminal ended.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, bool secret, CancellationToken cancellationToken)
    {
        if (_closed != 0)
        {
            throw new DeviceException(DeviceFault.ConnectionLost, "The terminal was closed");
        }

        transcript?.Append(secret ? _mask : bytes.Span);
        try
        {
            var write = shell.WriteAsync(bytes, CancellationToken.None);
            if (write.IsCompletedSuccessfully)
            {
                await write;
                return;
            }

            await write.AsTask().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Abort();
            throw;
        }
        catch (Exception e)
        {
            throw Lost(e);
        }
    }

    /// <summary>Ends the shell at once, from any thread.</summary>
    public void Abort()
    {
        IsOpen = false;
        shell.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        Abort();
        await shell.DisposeAsync();
        if (_pending is not null)
        {
            await Quietly(_pending);
        }
    }

    private static async Task Quietly(Task<int> read) =>
        await ((Task)read).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private ReadOnlySpan<byte> TakePending()
    {
        var read = _pending!;
        _pending = null;
        try
        {
            return Take(read.GetAwaiter().GetResult());
        }
        catch (Exception e) when (e is not DeviceException { Fault: DeviceFault.ConnectionLost } || IsOpen)
        {
            throw Lost(e);
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count <= 0)
        {
            IsOpen = false;
            throw new DeviceException(DeviceFault.ConnectionLost, "The router closed the terminal");
        }

        transcript?.Append(_buffer.AsSpan(0, count));
        return _buffer.AsSpan(0, count);
    }

    private DeviceException Lost(Exception cause)
    {
        IsOpen = false;
        return cause as DeviceException ?? new DeviceException(DeviceFault.ConnectionLost, $"The terminal failed: {cause.Message}", cause);
    }
}
