namespace Farol.Devices.Tests.Terminals;

/// <summary>The shell's end of a pretend line: what a router says is put in with <see cref="Say(byte[])"/>, what it is sent comes to a callback.</summary>
internal sealed class FakeShell(Delivery delivery, Action<FakeShell, byte[]> sent) : IShell
{
    private readonly Lock _gate = new();
    private readonly Queue<byte> _bytes = new();
    private TaskCompletionSource? _reader;
    private bool _ended;
    private bool _aborted;

    public string Protocol { get; init; } = "ssh";

    public bool IsAuthenticated { get; init; } = true;

    public int Writes { get; private set; }

    public bool IsDisposed { get; private set; }

    public Action? OnClosed { get; init; }

    public void Say(string text) => Say(System.Text.Encoding.UTF8.GetBytes(text));

    public void Say(byte[] bytes)
    {
        TaskCompletionSource? reader;
        lock (_gate)
        {
            foreach (var b in bytes)
            {
                _bytes.Enqueue(b);
            }

            reader = _reader;
            _reader = null;
        }

        reader?.TrySetResult();
    }

    /// <summary>The router closes the terminal behind what it has said.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
        }

        Say([]);
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (delivery is Delivery.ByteByByteLate or Delivery.SevenLate)
        {
            await Task.Yield();
        }

        while (true)
        {
            Task wait;
            lock (_gate)
            {
                ThrowIfAborted();
                if (_bytes.Count > 0)
                {
                    return Take(buffer.Span);
                }

                if (_ended)
                {
                    return 0;
                }

                _reader ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                wait = _reader.Task;
            }

            await wait.WaitAsync(cancellationToken);
        }
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ThrowIfAborted();
            Writes++;
        }

        sent(this, bytes.ToArray());
        return ValueTask.CompletedTask;
    }

    public void Abort()
    {
        lock (_gate)
        {
            _aborted = true;
        }

        Say([]);
    }

    public ValueTask DisposeAsync()
    {
        Abort();
        if (!IsDisposed)
        {
            IsDisposed = true;
            OnClosed?.Invoke();
        }

        return ValueTask.CompletedTask;
    }

    private int Take(Span<byte> buffer)
    {
        var most = delivery switch { Delivery.Whole => buffer.Length, Delivery.SevenLate => 7, _ => 1 };
        var count = Math.Min(Math.Min(most, buffer.Length), _bytes.Count);
        for (var i = 0; i < count; i++)
        {
            buffer[i] = _bytes.Dequeue();
        }

        return count;
    }

    private void ThrowIfAborted()
    {
        if (_aborted)
        {
            throw new DeviceException(DeviceFault.ConnectionLost, "aborted");
        }
    }
}
