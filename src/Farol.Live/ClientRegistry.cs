namespace Farol.Live;

/// <summary>Who is connected, and who may still connect.</summary>
internal sealed class ClientRegistry(LiveOptions options)
{
    private readonly Lock _gate = new();
    private readonly HashSet<LiveClient> _clients = [];
    private readonly Dictionary<string, int> _byIdentity = [];
    private TaskCompletionSource? _emptied;
    private long _lastNumber;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _clients.Count;
            }
        }
    }

    public long NextNumber() => Interlocked.Increment(ref _lastNumber);

    public bool TryAdd(LiveClient client, out string refusal)
    {
        lock (_gate)
        {
            refusal = "";
            var same = _byIdentity.GetValueOrDefault(client.Identity);
            if (_clients.Count >= options.MaxClients)
            {
                refusal = $"{options.MaxClients} clients are connected, which is the limit";
            }
            else if (client.Identity.Length > 0 && same >= options.MaxClientsPerIdentity)
            {
                refusal = $"this login has {same} connections, which is the limit";
            }
            else
            {
                _clients.Add(client);
                if (client.Identity.Length > 0)
                {
                    _byIdentity[client.Identity] = same + 1;
                }
            }

            return refusal.Length == 0;
        }
    }

    public void Remove(LiveClient client)
    {
        lock (_gate)
        {
            if (!_clients.Remove(client))
            {
                return;
            }

            if (_clients.Count == 0)
            {
                _emptied?.TrySetResult();
            }

            if (client.Identity.Length > 0 && --_byIdentity[client.Identity] == 0)
            {
                _byIdentity.Remove(client.Identity);
            }
        }
    }

    /// <summary>Ends once nobody is connected.</summary>
    public Task WhenEmpty()
    {
        lock (_gate)
        {
            if (_clients.Count == 0)
            {
                return Task.CompletedTask;
            }

            _emptied ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _emptied.Task;
        }
    }

    public IReadOnlyList<LiveClient> All()
    {
        lock (_gate)
        {
            return [.. _clients];
        }
    }
}
