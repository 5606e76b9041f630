package eu.paravent.web;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Int8Array;

/** What the worker around the core does for it: everything that is the browser's. */
interface Host extends JSObject {
  /**
   * Sends a request to the page's own server. Fails where no answer came.
   *
   * @param headers JSON object
   */
  JSPromise<Answer> exchange(
      String method, String target, String headers, @Nullable Int8Array body);

  /** Opens the push channel. Fails where it cannot be opened. */
  JSPromise<Channel> push(String path, Text onText, Closed onClosed);

  /** Every record of this store, opened. Fails where one cannot be opened. */
  JSPromise<Records> load(String store);

  /**
   * Seals and writes in one transaction; durable when fulfilled, nothing done when failed.
   *
   * @param ids records to be written, in the order of {@code values}
   * @param removed records to be removed
   */
  JSPromise<JSObject> commit(String store, double[] ids, Int8Array[] values, double[] removed);

  /** Removes a store with its key. */
  JSPromise<JSObject> forget(String store);

  /**
   * Asks the host application for a device's certificate.
   *
   * @param request JSON object: user, device, publicKey (Base64)
   * @return JSON object: certificates (Base64 of DER), the device's first
   */
  JSPromise<JSString> enrol(String request);

  /** Hands a reply or an event to the page: JSON, and bytes where there are any. */
  void post(String json, @Nullable Int8Array bytes);

  /** An answer of the server. */
  interface Answer extends JSObject {
    @JSProperty
    int getStatus();

    /** JSON object with names in lower case. */
    @JSProperty
    String getHeaders();

    @JSProperty
    Int8Array getBody();
  }

  /** An open push channel. */
  interface Channel extends JSObject {
    void send(String text);

    void close();
  }

  /** All records of a store. */
  interface Records extends JSObject {
    @JSProperty
    double[] getIds();

    @JSProperty
    Int8Array[] getValues();
  }

  /** Takes a frame of the push channel. */
  @JSFunctor
  interface Text extends JSObject {
    void take(JSString text);
  }

  /** Learns that the push channel is gone. */
  @JSFunctor
  interface Closed extends JSObject {
    void take(int code, String reason);
  }
}
