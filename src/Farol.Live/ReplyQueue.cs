namespace Farol.Live;

/// <summary>Frames for one client alone, made only when there is one: most clients never get any after their welcome.</summary>
internal sealed class ReplyQueue(int maxReplies, long maxBytes)
{
    private readonly Lock _gate = new();
    private readonly Queue<(string Type, byte[] Body)> _items = new();
    private long _bytes;

    public bool TryAdd(string type, byte[] body)
    {
        lock (_gate)
        {
            if (_items.Count >= maxReplies || _bytes + body.Length > maxBytes)
            {
                return false;
            }

            _items.Enqueue((type, body));
            _bytes += body.Length;
            return true;
        }
    }

    public bool TryTake(out (string Type, byte[] Body) reply)
    {
        lock (_gate)
        {
            var taken = _items.TryDequeue(out reply);
            _bytes -= taken ? reply.Body.Length : 0;
            return taken;
        }
    }
}
