# Pipes: both directions, the end of one, and what happens after it.
import multiprocessing


def serve(connection):
    while True:
        try:
            question = connection.recv()
        except EOFError:
            print("served")
            break
        connection.send({"got": question, "len": len(question)})


if __name__ == "__main__":
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=serve, args=(theirs,))
    process.start()
    print(ours.poll())
    for question in ("abc", [1, 2], {"k": None}):
        ours.send(question)
        print(ours.poll(5), ours.recv())
    process.terminate()
    process.join()
    theirs.close()
    try:
        ours.recv()
    except EOFError as error:
        print(repr(error))
    try:
        ours.send(1)
    except BrokenPipeError as error:
        print(repr(error))
    ours.close()
    try:
        ours.send(1)
    except OSError as error:
        print(error, ours.closed)
    reader, writer = multiprocessing.Pipe(duplex=False)
    print(reader.readable, reader.writable, writer.readable, writer.writable)
    writer.send_bytes(b"bytes")
    print(reader.recv_bytes())
    try:
        reader.send(1)
    except OSError as error:
        print(error)
